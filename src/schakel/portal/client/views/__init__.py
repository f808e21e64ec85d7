"""Pages of the client, and the page on which a professional gives a client a login."""
