//! Stage 2, parse: what a page says, and only what is written there.
