/** The end of a step of 3-D Secure: tells the page around it what came of it. */
const { origin, message } = document.documentElement.dataset;
if (origin && message) parent.postMessage(message, origin);
