// A definition that asks for much: 500 settings of all simple kinds, on 20 pages.

export const pages = 20;
export const perPage = 25;

const kinds = [
  ["string", ""],
  ["number", ""],
  ["boolean", ""],
  ["date", ""],
  ["picklist", ", pickList: [Pad 39A, Pad 39B, Pad 40]"],
];

/** The key of a setting; pages and places are counted from 1. */
export const key = (page, place) => `Setting ${page}-${place}`;

export function wideDefinition() {
  const all = Array.from({ length: pages }, (_, page) => Array.from({ length: perPage }, (_, place) => [page + 1, place + 1]));
  const variable = ([page, place]) => {
    const [kind, more] = kinds[(place - 1) % kinds.length];
    return `  - {key: ${key(page, place)}, dataType: ${kind}${more}}`;
  };
  const section = (places) => {
    const elements = places.map(([page, place]) => `{type: configVar, value: ${key(page, place)}}`);
    return `  - {name: Page ${places[0][0]}, elements: [${elements.join(", ")}]}`;
  };
  return `name: Wide\nrequiredConfigVars:\n${all.flat().map(variable).join("\n")}\nconfigPages:\n${all.map(section).join("\n")}\n`;
}
