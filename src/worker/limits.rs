//! What the reading process denies itself before it sees a byte: memory, processor time, files,
//! sockets, a core dump. All by `setrlimit`: no descriptor beyond the three it was given can be
//! opened, so there is no network and no file, and nothing can be written but the answer.

use crate::model::bounds;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use rustix::time::{ClockId, clock_gettime};

/// Sets the limits that hold for the whole life of the process; false where one could not be set.
pub(super) fn confine() -> bool {
    let fixed = [
        (Resource::Core, 0),
        (Resource::Fsize, 0),
        (Resource::Nofile, 3),
        (Resource::As, bounds::READER_BYTES),
    ];
    fixed.into_iter().all(|(resource, limit)| {
        let limit = Some(limit);
        let set = Rlimit {
            current: limit,
            maximum: limit,
        };
        setrlimit(resource, set).is_ok()
    })
}

/// Gives the next document its processor time, counted from what is spent already.
pub(super) fn grant() -> bool {
    let spent = clock_gettime(ClockId::ProcessCPUTime).tv_sec;
    let spent = u64::try_from(spent).unwrap_or(0);
    let maximum = getrlimit(Resource::Cpu).maximum;
    let wanted = spent + bounds::READER_CPU_S;
    let limit = Rlimit {
        current: Some(maximum.map_or(wanted, |most| wanted.min(most))),
        maximum,
    };
    setrlimit(Resource::Cpu, limit).is_ok()
}
