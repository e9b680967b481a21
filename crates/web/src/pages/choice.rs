//! One of several to choose from, as a form shows it.

/// A choice with what it sends and what a person reads.
pub(super) struct FormChoice<T = &'static str, N = &'static str> {
    /// What is sent.
    pub(super) word: T,
    /// What a person reads.
    pub(super) name: N,
    /// Whether it is chosen already.
    pub(super) is_chosen: bool,
}
