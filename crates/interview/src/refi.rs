//! Exchange with other tools: REFI-QDA 1.5 projects (`.qdpx`) and codebooks (`.qdc`).
