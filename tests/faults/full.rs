//! Disks of many sizes that fill while somebody marks: it is said, the marks before are there on a
//! larger disk, and the full one is still read. Where this user may not mount, nothing is tried.

use super::{Dice, child, folder, rounds};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use valla::store::annotations::Journals;

/// A mount that goes when it is dropped.
struct Mounted(PathBuf);

impl Mounted {
    fn try_new(at: &Path, kib: usize) -> Option<Self> {
        fs::create_dir_all(at).unwrap();
        let size = format!("size={kib}k");
        let options = ["-t", "tmpfs", "-o", &size, "tmpfs"];
        let done = Command::new("mount").args(options).arg(at).output().ok()?;
        done.status.success().then(|| Self(at.to_owned()))
    }
}

impl Drop for Mounted {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

#[test]
fn no_acknowledged_mark_is_lost_when_the_disk_is_full() {
    let bench = folder();
    let (mut sizes, mut filled, mut acknowledged) = (0, 0, 0);
    let mut dice = Dice(17);
    // From too small to open up to some hundred marks.
    let most = rounds(10, 120);
    for round in 0..most {
        let kib = 40 + round * 2000 / most + dice.below(16);
        let at = bench.path().join(format!("disk{round}"));
        let Some(mounted) = Mounted::try_new(&at, kib) else {
            return;
        };
        let dir = at.join("annotations");
        let out = child::start(&dir, "Ada Example", 400, 0).output().unwrap();
        let said = String::from_utf8_lossy(&out.stdout).into_owned();
        assert!(out.status.success(), "{kib} KiB: {said}");
        let acked = child::acks(&out.stdout);
        assert!(
            acked.len() == 400 || said.contains("refused"),
            "{kib} KiB: {said}"
        );
        sizes += 1;
        filled += usize::from(said.contains("refused"));
        acknowledged += acked.len();
        let full = Journals::read_all(&dir).unwrap().board();
        assert!(acked.iter().all(|h| full.stands(h)), "{kib} KiB, full");
        let larger = bench.path().join(format!("larger{round}"));
        let copied = Command::new("cp").arg("-a").arg(&at).arg(&larger).status();
        assert!(copied.unwrap().success());
        drop(mounted);
        let dir = larger.join("annotations");
        let mut session = child::open(&dir).unwrap();
        assert!(acked.iter().all(|h| session.board().stands(h)), "{kib} KiB");
        let (item, text) = (child::item(9), "after".to_owned());
        session
            .append(valla::journal::Act::Note { item, text })
            .unwrap();
        drop(session);
        fs::remove_dir_all(larger).unwrap();
    }
    println!("{sizes} sizes, {filled} full, {acknowledged} marks acknowledged, 0 lost");
}
