// Streamlit's script would look for its server below each page's address first, and be told that nothing is there: two lost
// requests a page, each an error in the browser's console. The server is at the root, always.
window.__streamlit = { BACKEND_BASE_URL: location.origin };
