//! The public site: static pages that work without scripts, from any path of a static host.
