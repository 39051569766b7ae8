// A page that says all it has to say by itself: text size and contrast alone.
import "./frame.js";
