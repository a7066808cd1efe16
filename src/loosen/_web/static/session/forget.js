import { forgetKept } from "./offline.js";

// This page says to stop. A session that is at hand without a connection would say nothing of it.
forgetKept();
