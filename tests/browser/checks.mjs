// All checks, by topic: one file each.
//
// A check is `{ name, find }`. `find` is given `{ browser, site, root, below, note }`: the site as site.mjs reads it, served
// at the root of a host and below a sub-path; `note` prints a figure. It answers with the list of faults; none is a pass.

import * as axe from './axe.mjs';
import * as blocks from './blocks.mjs';
import * as cite from './cite.mjs';
import * as facts from './facts.mjs';
import * as filters from './filters.mjs';
import * as hosting from './hosting.mjs';
import * as layout from './layout.mjs';
import * as links from './links.mjs';
import * as metadata from './metadata.mjs';
import * as noscript from './noscript.mjs';
import * as parallel from './parallel.mjs';
import * as print from './print.mjs';
import * as switching from './switch.mjs';
import * as validity from './validity.mjs';
import * as weight from './weight.mjs';

export const TOPICS = {
  links, metadata, blocks, facts, validity, weight, hosting, noscript, filters, switch: switching, parallel, cite, layout, print, axe,
};
