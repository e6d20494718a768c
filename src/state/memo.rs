//! Work that is done again only when what it depends on has changed.

/// The last request and its result.
#[derive(Debug)]
pub struct Memo<K, V> {
    last: Option<(K, V)>,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self { last: None }
    }
}

impl<K: PartialEq, V> Memo<K, V> {
    /// The result for a request; computed only if the request differs from the last.
    ///
    /// ```
    /// let mut memo = regesta::state::Memo::default();
    /// let mut runs = 0;
    /// for request in [1, 1, 2] {
    ///     memo.get(request, |n| { runs += 1; n * 10 });
    /// }
    /// assert_eq!(runs, 2);
    /// ```
    pub fn get(&mut self, request: K, compute: impl FnOnce(&K) -> V) -> &V {
        let fresh = matches!(&self.last, Some((last, _)) if *last == request);
        if !fresh {
            let value = compute(&request);
            self.last = Some((request, value));
        }
        match &self.last {
            Some((_, value)) => value,
            None => unreachable!("it was set in the line above"),
        }
    }
}
