//! Floor 9: the command line. The door of clap: what was typed, what it means, run, exit code.
