//! Pages over HTTP: today the files of a site, to the machine they are on.
