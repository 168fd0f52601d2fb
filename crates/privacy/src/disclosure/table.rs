//! Tables of counts that are published together: what must be withheld so that nothing small can be found out.
