//! What kind of disk a folder lies on, as far as `/proc/mounts` and `/sys` tell.

use std::fs;
use std::path::Path;

/// A kind of disk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Disk {
    /// Nothing tells.
    Unknown,
    /// Another machine has it.
    Network(String),
    /// It is no disk, and gone when the machine stops.
    Memory(String),
    /// It is encrypted, by this.
    Encrypted(String),
    /// It is of this kind, and nothing shows that it is encrypted.
    Plain(String),
}

/// File systems of other machines.
const NETWORK: &[&str] = &[
    "9p",
    "afs",
    "ceph",
    "cifs",
    "davfs",
    "fuse.davfs2",
    "fuse.glusterfs",
    "fuse.rclone",
    "fuse.s3fs",
    "fuse.sshfs",
    "glusterfs",
    "lustre",
    "ncpfs",
    "nfs",
    "nfs4",
    "smb3",
    "smbfs",
    "virtiofs",
];
/// File systems in memory.
const MEMORY: &[&str] = &["ramfs", "tmpfs"];
/// File systems that encrypt what they hold.
const ENCRYPTING: &[&str] = &["ecryptfs", "fuse.cryfs", "fuse.encfs", "fuse.gocryptfs"];

/// Tells on what a folder lies.
pub fn disk_of(path: &Path) -> Disk {
    let Ok(path) = fs::canonicalize(path) else {
        return Disk::Unknown;
    };
    let mounts = fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    kind(&mounts, &path, &|device| is_encrypted(Path::new(device), 0))
}

/// Finds the mount that holds a path: the last of those with the longest place.
fn kind(mounts: &str, path: &Path, is_encrypted: &dyn Fn(&str) -> bool) -> Disk {
    let mut best: Option<(usize, &str, &str)> = None;
    for line in mounts.lines() {
        let mut words = line.split(' ');
        let (Some(device), Some(at), Some(kind)) = (words.next(), words.next(), words.next())
        else {
            continue;
        };
        let at = unescaped(at);
        let depth = Path::new(&at).components().count();
        if path.starts_with(&at) && best.is_none_or(|(most, _, _)| depth >= most) {
            best = Some((depth, device, kind));
        }
    }
    let Some((_, device, kind)) = best else {
        return Disk::Unknown;
    };
    let own = kind.to_owned();
    if NETWORK.contains(&kind) {
        Disk::Network(own)
    } else if MEMORY.contains(&kind) {
        Disk::Memory(own)
    } else if ENCRYPTING.contains(&kind) {
        Disk::Encrypted(own)
    } else if is_encrypted(device) {
        Disk::Encrypted(format!("{kind} on dm-crypt"))
    } else if device.starts_with("/dev/") {
        Disk::Plain(own)
    } else {
        Disk::Unknown
    }
}

/// Undoes what the list of mounts does to spaces, TABs, line feeds and backslashes.
fn unescaped(text: &str) -> String {
    let spaces = text.replace("\\040", " ").replace("\\011", "\t");
    spaces.replace("\\012", "\n").replace("\\134", "\\")
}

/// Devices that may stand on each other: volumes on encryption on RAID on partitions.
const DEEPEST: usize = 8;

/// Tells whether a device, or one below it, is one of dm-crypt.
fn is_encrypted(device: &Path, depth: usize) -> bool {
    let name = fs::canonicalize(device).ok();
    let Some(name) = name.as_deref().and_then(Path::file_name) else {
        return false;
    };
    let block = Path::new("/sys/class/block").join(name);
    let id = fs::read_to_string(block.join("dm/uuid")).unwrap_or_default();
    if id.starts_with("CRYPT-") {
        return true;
    }
    let below = fs::read_dir(block.join("slaves")).into_iter().flatten();
    depth < DEEPEST
        && below.flatten().any(|one| {
            let device = Path::new("/dev").join(one.file_name());
            is_encrypted(&device, depth + 1)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MOUNTS: &str = "\
/dev/sda1 / ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
srv:/mail /mnt/drop\\040one nfs4 rw 0 0
/dev/mapper/safe /home ext4 rw 0 0
ada@host: /home/ada/far fuse.sshfs rw 0 0
overlay /var overlay rw 0 0
";

    #[test]
    fn the_nearest_mount_decides() {
        let of = |path: &str| kind(MOUNTS, Path::new(path), &|d| d == "/dev/mapper/safe");
        assert_eq!(of("/srv/case"), Disk::Plain("ext4".into()));
        assert_eq!(of("/tmp/case"), Disk::Memory("tmpfs".into()));
        assert_eq!(of("/mnt/drop one/case"), Disk::Network("nfs4".into()));
        assert_eq!(
            of("/home/ada/case"),
            Disk::Encrypted("ext4 on dm-crypt".into())
        );
        assert_eq!(of("/home/ada/far/case"), Disk::Network("fuse.sshfs".into()));
        assert_eq!(
            of("/home/ada/farther"),
            Disk::Encrypted("ext4 on dm-crypt".into())
        );
        assert_eq!(of("/var/case"), Disk::Unknown);
        assert_eq!(kind("", Path::new("/x"), &|_| false), Disk::Unknown);
    }
}
