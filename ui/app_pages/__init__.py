"""One file a page: `show(room)` draws it from the façade. No feature lives only here."""
