//! A dataset version: answers and tables, de-identified and documented, for the public.
