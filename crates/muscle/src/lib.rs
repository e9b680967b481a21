//! The cramp itself, at 0.05 ms: this room is empty and is built by later work.
