//! Quotations, found word for word where they are said to stand.
