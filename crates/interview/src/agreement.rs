//! How far coders agree beyond chance.
