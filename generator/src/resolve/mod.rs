//! Stage 3, resolve: from pages to one model of the API.
