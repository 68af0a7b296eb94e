/** How a report looks, on a screen and on paper. */

import { palette } from './palette';

export const style = /* css */ `${palette(':root')}

body {
  max-width: 48rem;
  margin: 0 auto;
  padding: 2rem 1.25rem;
  font: 1rem/1.5 system-ui, sans-serif;
  color: var(--ink);
  background: var(--paper);
  overflow-wrap: anywhere;
}

h1 {
  margin: 0;
  font-size: 1.75rem;
  line-height: 1.2;
}

h2 {
  margin: 2.5rem 0 0.75rem;
  font-size: 1.25rem;
  break-after: avoid;
}

header p,
figcaption {
  margin: 0.5rem 0 0;
  font-size: 0.875rem;
  color: var(--quiet);
}

.warning {
  margin: 1.5rem 0 0;
  padding: 0.75rem 1rem;
  font-weight: 600;
  background: var(--sheet);
  border: 1px solid var(--line);
  border-left: 0.25rem solid var(--wrong);
  border-radius: 0.375rem;
}

.table {
  margin: 1rem 0;
  overflow-x: auto;
}

table {
  width: 100%;
  border-collapse: collapse;
  font-size: 0.875rem;
}

th,
td {
  padding: 0.375rem 0.75rem 0.375rem 0;
  text-align: left;
  vertical-align: top;
  overflow-wrap: break-word;
  border-bottom: 1px solid var(--line);
}

th {
  color: var(--quiet);
  font-weight: 600;
}

.numeric {
  padding: 0.375rem 0 0.375rem 0.75rem;
  text-align: right;
  white-space: nowrap;
  font-variant-numeric: tabular-nums;
}

.numeric + td:not(.numeric),
.numeric + th:not(.numeric) {
  padding-left: 1.5rem;
}

tr,
figure,
.warning {
  break-inside: avoid;
}

li {
  margin-bottom: 0.25rem;
}

ul {
  padding-left: 1.25rem;
}

figure {
  margin: 1rem 0;
  overflow-x: auto;
}

svg {
  display: block;
  width: 100%;
  min-width: 30rem;
  height: auto;
  border: 1px solid var(--line);
  border-radius: 0.375rem;
}

@media print {
  body {
    max-width: none;
    padding: 0;
    background: none;
  }

  .table {
    overflow: visible;
  }
}`;
