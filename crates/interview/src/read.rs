//! Every transcript format: bytes in, a transcript and warnings out.
