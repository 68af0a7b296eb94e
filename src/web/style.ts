/** How the page looks: one column, the system's own type, and two colours that mean something. */

export const style = /* css */ `:root {
  color-scheme: light dark;
  --paper: #f8f9f8;
  --sheet: #ffffff;
  --ink: #1b2420;
  --quiet: #5a6660;
  --edge: #86918b;
  --line: #dfe4e1;
  --accent: #1c6b4a;
  --on-accent: #ffffff;
  --wrong: #b3261e;
}

@media (prefers-color-scheme: dark) {
  :root {
    --paper: #131715;
    --sheet: #1b211e;
    --ink: #e5ebe8;
    --quiet: #9ca8a2;
    --edge: #68736d;
    --line: #2c3430;
    --accent: #78cba2;
    --on-accent: #0d1f16;
    --wrong: #ff9a8c;
  }
}

* {
  box-sizing: border-box;
  margin: 0;
  font: inherit;
  color: inherit;
}

body {
  max-width: 44rem;
  margin: 0 auto;
  padding: clamp(1.5rem, 5vh, 3rem) 1.25rem;
  font: 1rem/1.5 system-ui, sans-serif;
  color: var(--ink);
  background: var(--paper);
  overflow-wrap: anywhere;
}

header p,
.note,
#version,
footer {
  font-size: 0.875rem;
  color: var(--quiet);
}

h1 {
  font-size: 1.75rem;
  font-weight: 650;
  line-height: 1.2;
  letter-spacing: -0.01em;
}

legend,
h2 {
  padding: 0;
  margin-bottom: 0.75rem;
  font-weight: 650;
}

main {
  margin: 2rem 0;
}

fieldset {
  display: grid;
  grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr));
  gap: 1.25rem 1.5rem;
  padding: 0;
  border: 0;
}

/* Label, control and note line up with those of the neighbour, however many lines a label takes. */
.field {
  display: grid;
  grid-template-rows: subgrid;
  grid-row: span 3;
  row-gap: 0.25rem;
}

.field > label {
  align-self: end;
}

.text {
  grid-column: 1 / -1;
}

.control {
  display: flex;
  background: var(--sheet);
  border: 1px solid var(--edge);
  border-radius: 0.375rem;
}

.field:has([aria-invalid='true']) .control {
  border-color: var(--wrong);
  box-shadow: inset 0 0 0 1px var(--wrong);
}

.field:has([aria-invalid='true']) .note {
  color: var(--wrong);
}

.control:focus-within,
button:focus-visible,
a:focus-visible {
  outline: 2px solid var(--accent);
  outline-offset: 2px;
}

input,
select,
textarea {
  flex: 1;
  min-width: 0;
  min-height: 2.75rem;
  padding: 0.5rem 0.75rem;
  background: transparent;
  border: 0;
  outline: 0;
}

select {
  padding: 0.5rem; /* browsers indent its text by themselves */
}

textarea {
  resize: vertical;
}

option {
  background: var(--sheet);
}

.unit {
  align-self: center;
  padding-right: 0.75rem;
  color: var(--quiet);
}

button {
  min-height: 2.75rem;
  margin-top: 1.5rem;
  padding: 0.5rem 1.75rem;
  font-weight: 600;
  color: var(--on-accent);
  background: var(--accent);
  border: 1px solid transparent;
  border-radius: 0.375rem;
  cursor: pointer;
}

[aria-busy='true'] button {
  cursor: progress;
  opacity: 0.6;
}

#problem:not(:empty),
noscript p {
  display: grid;
  gap: 0.25rem;
  margin-top: 1.5rem;
  padding: 0.75rem 1rem;
  background: var(--sheet);
  border: 1px solid var(--line);
  border-left: 0.25rem solid var(--wrong);
  border-radius: 0.375rem;
}

#problem p:first-child {
  font-weight: 600;
}

#problem p:last-child:not(:first-child) {
  font-size: 0.875rem;
  color: var(--quiet);
}

#answer {
  margin-top: 1.75rem;
  padding-top: 1.5rem;
  scroll-margin-bottom: 1.5rem;
  border-top: 1px solid var(--line);
}

#answer[hidden] {
  display: none;
}

#prediction {
  margin-bottom: 0.75rem;
  font-size: 2rem;
  font-weight: 650;
  line-height: 2.5rem;
}

#answer:has(#version:empty) #prediction {
  font-size: 1rem;
  font-weight: 400;
  color: var(--quiet);
}

dl {
  display: grid;
  grid-template-columns: fit-content(40%) 1fr max-content;
  gap: 0.5rem 1rem;
}

dl div,
dd {
  display: grid;
  grid-template-columns: subgrid;
  grid-column: 1 / -1;
  align-items: center;
}

dd {
  grid-column: 2 / -1;
}

.percent {
  min-width: 6ch;
  text-align: right;
  font-variant-numeric: tabular-nums;
}

.bar {
  height: 0.5rem;
  overflow: hidden;
  background: var(--line);
  border-radius: 0.25rem;
  forced-color-adjust: none;
}

.bar span {
  display: block;
  width: 0;
  height: 100%;
  background: var(--edge);
}

[data-predicted] .bar span {
  background: var(--accent);
}

#origin,
#unknown,
#version {
  margin-top: 1rem;
}

code {
  font-family: ui-monospace, monospace;
}
`;
