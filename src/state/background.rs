//! Work that grows with the record and is done beside the window.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, TryRecvError, channel};

/// Something to be done once, on any thread.
pub type Job = Box<dyn FnOnce() + Send>;

/// Does the first of two jobs beside the window, then wakes the window, then does the second.
pub type Aside<'a> = &'a dyn Fn(Job, Job);

/// A record with fewer events than this is worked on at once: a pass hardly notices.
pub const AT_ONCE: usize = 20_000;

/// What a value is asked for by.
pub trait Request: Clone + PartialEq + Send + 'static {
    /// Whether a value that was made for `older` may be shown until this one is made: not if
    /// that was of another record, whose indices mean something else.
    fn may_show(&self, older: &Self) -> bool;

    /// Whether it is made at once rather than beside the window.
    fn is_small(&self) -> bool;
}

/// The newest value that is finished, and a newer one in the making.
///
/// As with a [`Memo`](super::Memo) nothing is made again that has been made for the same
/// request. What is large is made beside the window, and until it is there the newest value
/// that may be shown is. At most one is in the making; requests that are overtaken meanwhile
/// are never made.
#[derive(Debug)]
pub struct Background<K, V> {
    done: Option<Done<K, V>>,
    under_way: Option<UnderWay<K, V>>,
    /// Nothing came of this request, and nothing would if it were made again.
    failed: Option<K>,
}

/// A value, and what it was made for.
type Done<K, V> = (K, Arc<V>);

#[derive(Debug)]
struct UnderWay<K, V> {
    request: K,
    made: Receiver<V>,
    /// Takes the value before: letting go of a large one takes its time as well.
    retire: Sender<Option<Done<K, V>>>,
}

impl<K, V> Default for Background<K, V> {
    fn default() -> Self {
        Self {
            done: None,
            under_way: None,
            failed: None,
        }
    }
}

impl<K: Request, V: Send + Sync + 'static> Background<K, V> {
    /// The newest finished value that may be shown for a request. If that was made for
    /// another one, a newer is in the making when this returns. `make` gets what was finished
    /// last, to take over what has not changed; that may be of another record.
    pub fn get(
        &mut self,
        request: &K,
        aside: Aside<'_>,
        make: impl FnOnce(&K, Option<&Done<K, V>>) -> V + Send + 'static,
    ) -> Option<Arc<V>> {
        self.poll();
        let is_made = matches!(&self.done, Some((done, _)) if done == request);
        if !is_made && request.is_small() {
            // What is still in the making is of another record.
            self.under_way = None;
            let value = make(request, self.done.as_ref());
            self.done = Some((request.clone(), Arc::new(value)));
        } else if !is_made && self.under_way.is_none() && self.failed.as_ref() != Some(request) {
            self.begin(request.clone(), aside, make);
        }
        let (done, value) = self.done.as_ref()?;
        request.may_show(done).then(|| Arc::clone(value))
    }

    /// Whether something is in the making.
    pub const fn is_busy(&self) -> bool {
        self.under_way.is_some()
    }

    /// Waits for what is in the making; for tests and measurements.
    pub fn wait(&mut self) {
        if let Some(under_way) = self.under_way.take() {
            let value = under_way.made.recv().ok();
            self.finish(under_way, value);
        }
    }

    fn begin(
        &mut self,
        request: K,
        aside: Aside<'_>,
        make: impl FnOnce(&K, Option<&Done<K, V>>) -> V + Send + 'static,
    ) {
        let (sent, made) = channel();
        let (retire, retired) = channel();
        self.under_way = Some(UnderWay {
            request: request.clone(),
            made,
            retire,
        });
        let last = self.done.clone();
        let work = move || {
            let value = make(&request, last.as_ref());
            drop(last);
            // Nobody waits for it if the window is gone.
            let _ = sent.send(value);
        };
        let afterwards = move || drop(retired.recv());
        aside(Box::new(work), Box::new(afterwards));
    }

    /// Takes over what has been finished.
    fn poll(&mut self) {
        let Some(under_way) = self.under_way.take() else {
            return;
        };
        match under_way.made.try_recv() {
            Ok(value) => self.finish(under_way, Some(value)),
            Err(TryRecvError::Empty) => self.under_way = Some(under_way),
            Err(TryRecvError::Disconnected) => self.finish(under_way, None),
        }
    }

    fn finish(&mut self, under_way: UnderWay<K, V>, value: Option<V>) {
        let UnderWay {
            request, retire, ..
        } = under_way;
        match value {
            Some(value) => {
                let before = self.done.replace((request, Arc::new(value)));
                // If nobody is there to take it, it is let go here.
                let _ = retire.send(before);
            }
            None => self.failed = Some(request),
        }
    }
}
