//! Floor 8: the screen. The door of ratatui and crossterm.
