// The first formatter of dates makes the browser look through every language that it knows: 12 ms, or 60 on a slow phone.
// What it finds counts for all threads of the page, so this one pays.
new Intl.DateTimeFormat().format();
postMessage(null);
