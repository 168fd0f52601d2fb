//! Which places of an event are wanted, and what was found there.

use super::json::unescape;

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum Kind {
    /// `null`.
    #[default]
    Null,
    /// A text as it stands.
    Text,
    /// A text with escapes.
    Escaped,
    /// A number.
    Number,
    /// `true` or `false`.
    Word,
    /// An object.
    Object,
    /// A list.
    List,
}

/// How many places can be wanted.
pub(crate) const SLOTS: usize = 128;

/// Places that are wanted, as a tree of names.
#[derive(Debug, Clone)]
pub(crate) struct Plan {
    nodes: Vec<Node>,
    slots: usize,
}

/// A name in the tree.
#[derive(Debug, Clone, Default)]
pub(crate) struct Node {
    /// Where what stands here is kept.
    pub(crate) slot: Option<u8>,
    /// Names below, the shorter first.
    children: Vec<Child>,
    /// The first child of each length; of those that are longer than all, the last is asked.
    first: [u8; 18],
}

#[derive(Debug, Clone)]
struct Child {
    name: Vec<u8>,
    /// Its first eight bytes.
    head: u64,
    node: usize,
}

impl Node {
    #[inline(always)]
    pub(crate) fn has_children(&self) -> bool {
        !self.children.is_empty()
    }
}

/// The first eight bytes of a name, zeros where it is shorter.
fn head(name: &[u8]) -> u64 {
    let mut bytes = [0; 8];
    let length = name.len().min(8);
    bytes[..length].copy_from_slice(&name[..length]);
    u64::from_le_bytes(bytes)
}

impl Plan {
    pub(crate) fn new() -> Self {
        Self { nodes: vec![Node::default()], slots: 0 }
    }

    /// Wants what stands at a path; the number of its slot, None where there are too many.
    pub(crate) fn want(&mut self, path: &[&str]) -> Option<u8> {
        let mut node = 0;
        for name in path {
            let name = name.as_bytes();
            let known = self.nodes[node].children.iter().find(|child| child.name == name);
            node = match known {
                Some(child) => child.node,
                None => self.add(node, name),
            };
        }
        if self.nodes[node].slot.is_none() {
            let slot = u8::try_from(self.slots).ok().filter(|slot| usize::from(*slot) < SLOTS)?;
            self.slots += 1;
            self.nodes[node].slot = Some(slot);
        }
        self.nodes[node].slot
    }

    fn add(&mut self, parent: usize, name: &[u8]) -> usize {
        let node = self.nodes.len();
        self.nodes.push(Node::default());
        let parent = &mut self.nodes[parent];
        parent.children.push(Child { name: name.to_vec(), head: head(name), node });
        parent.children.sort_by_key(|child| child.name.len());
        for (length, first) in parent.first.iter_mut().enumerate() {
            let shorter = parent.children.iter().filter(|child| child.name.len() < length).count();
            // Names beyond the first 255 are found by going on from there.
            *first = u8::try_from(shorter).unwrap_or(u8::MAX);
        }
        node
    }

    /// The path of a slot, for people.
    pub(crate) fn path(&self, slot: u8) -> String {
        let mut node = self.nodes.iter().position(|node| node.slot == Some(slot)).unwrap_or(0);
        let mut names = Vec::new();
        while node != 0 {
            let above = self.nodes.iter().enumerate().find_map(|(above, own)| {
                let child = own.children.iter().find(|child| child.node == node)?;
                Some((above, String::from_utf8_lossy(&child.name)))
            });
            let Some((above, name)) = above else { break };
            names.push(name);
            node = above;
        }
        names.reverse();
        names.join(".")
    }

    #[inline(always)]
    pub(crate) fn at(&self, node: usize) -> &Node {
        &self.nodes[node]
    }

    /// The name below `node` that stands at a place.
    #[inline(always)]
    pub(crate) fn child(
        &self,
        node: usize,
        bytes: &[u8],
        kind: Kind,
        start: usize,
        end: usize,
    ) -> Option<usize> {
        if kind == Kind::Escaped {
            let name = unescape(&bytes[start..end]);
            let own = self.nodes[node].children.iter().find(|child| child.name == name);
            return own.map(|child| child.node);
        }
        let length = end - start;
        let head = match bytes.get(start..).and_then(<[u8]>::first_chunk::<8>) {
            Some(eight) if length >= 8 => u64::from_le_bytes(*eight),
            Some(eight) => u64::from_le_bytes(*eight) & ((1 << (length * 8)) - 1),
            None => head(&bytes[start..end]),
        };
        let node = &self.nodes[node];
        let first = usize::from(node.first[length.min(17)]);
        for child in node.children.get(first..).unwrap_or_default() {
            if length < 17 && child.name.len() > length {
                break;
            }
            if child.head == head
                && child.name.len() == length
                && (length <= 8 || child.name[8..] == bytes[start + 8..end])
            {
                return Some(child.node);
            }
        }
        None
    }
}

/// What stands at a place of the plan.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Slot {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) kind: Kind,
}

/// What was found in an event.
pub(crate) struct Found {
    /// Which slots are of this event.
    filled: u128,
    slots: [Slot; SLOTS],
    /// A slot that was filled twice.
    pub(crate) twice: Option<u8>,
    /// A name at the top that no attribute of CloudEvents can have.
    pub(crate) odd: Option<(usize, usize)>,
}

impl Found {
    pub(crate) fn new() -> Self {
        Self { filled: 0, slots: [Slot::default(); SLOTS], twice: None, odd: None }
    }

    #[inline(always)]
    pub(crate) fn clear(&mut self) {
        self.filled = 0;
        (self.twice, self.odd) = (None, None);
    }

    #[inline(always)]
    pub(crate) fn put(&mut self, slot: u8, (kind, start, end): (Kind, usize, usize)) {
        let bit = 1u128 << (slot & 127);
        if self.filled & bit != 0 {
            self.twice = Some(slot);
        }
        self.filled |= bit;
        // A block is far shorter than 4 GiB.
        self.slots[usize::from(slot & 127)] = Slot { start: start as u32, end: end as u32, kind };
    }

    /// A name at the top that is not wanted.
    #[inline(always)]
    pub(crate) fn other(&mut self, bytes: &[u8], start: usize, end: usize) {
        let fits = |byte: &u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9');
        if start == end || !bytes[start..end].iter().all(fits) {
            self.odd.get_or_insert((start, end));
        }
    }

    /// What was found; `null` is nothing.
    #[inline(always)]
    pub(crate) fn get(&self, slot: u8) -> Option<Slot> {
        let slot = slot & 127;
        let there = self.filled >> slot & 1 == 1;
        there.then(|| self.slots[usize::from(slot)]).filter(|slot| slot.kind != Kind::Null)
    }
}
