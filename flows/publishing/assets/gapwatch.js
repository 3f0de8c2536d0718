// What makes the pages handier where scripts run. Without it every page says all that it has to say.
"use strict";
