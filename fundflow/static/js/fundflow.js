// Starts the comforts of a page. Each is a module of its own on a page that works without it.
import "./once.js";
import "./menus.js";
import "./fold.js";
import "./focus.js";
import "./dialogs.js";
import "./money.js";
import "./rows.js";
import "./paste.js";
import "./budget.js";
import "./review.js";
import "./conditions.js";
import "./files.js";
import "./picks.js";
import "./autosave.js";
import "./presence.js";
import "./unsaved.js";
import "./session.js";
