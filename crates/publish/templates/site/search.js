// The search: fetches the shards of the index that hold the words that are looked for, and nothing else.
// The index is made by crates/publish/src/site/search.rs, which cuts words as `wordsOf` does.

const form = document.getElementById("search");
const field = document.getElementById("q");
const status = document.getElementById("status");
const list = document.getElementById("found");

const MOST = 40;
const LONGEST = 24;
const UNPARTED = /[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\u{20000}-\u{323af}]/u;

/** Small letters without accents; scripts that do not part words in pairs of characters. */
function wordsOf(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "");
  const words = [];
  for (const run of plain.match(/[\p{L}\p{N}]+/gu) ?? []) {
    let part = "";
    const end = () => {
      if (part === "") return;
      const characters = [...part];
      if (!UNPARTED.test(characters[0])) words.push([...part.toLowerCase()].slice(0, LONGEST).join(""));
      else if (characters.length === 1) words.push(part);
      else for (let i = 1; i < characters.length; i += 1) words.push(characters[i - 1] + characters[i]);
      part = "";
    };
    for (const character of run) {
      if (part !== "" && UNPARTED.test(part) !== UNPARTED.test(character)) end();
      part += character;
    }
    end();
  }
  return [...new Set(words)];
}

const shards = new Map();
function load(name) {
  if (!shards.has(name)) {
    const answer = fetch(new URL(name, import.meta.url)).then((response) => {
      if (!response.ok) throw new Error(`${name}: ${response.status}`);
      return response.json();
    });
    answer.catch(() => shards.delete(name));
    shards.set(name, answer);
  }
  return shards.get(name);
}

// As Rust orders texts: by code points, not by UTF-16 units.
function compare(a, b) {
  const [x, y] = [[...a], [...b]];
  for (let i = 0; i < x.length && i < y.length; i += 1) {
    const step = x[i].codePointAt(0) - y[i].codePointAt(0);
    if (step !== 0) return step;
  }
  return x.length - y.length;
}

/** The pages with words that begin so, and what each weighs. */
async function pagesWith(start, firsts) {
  const found = new Map();
  for (let shard = 0; shard < firsts.length; shard += 1) {
    const ends = shard + 1 < firsts.length && compare(firsts[shard + 1], start) <= 0 && !firsts[shard + 1].startsWith(start);
    const begins = compare(firsts[shard], start) > 0 && !firsts[shard].startsWith(start);
    if (begins) break;
    if (ends) continue;
    const words = await load(`words-${shard}.json`);
    for (const [word, pages] of Object.entries(words)) {
      if (!word.startsWith(start)) continue;
      for (let i = 0; i < pages.length; i += 2) {
        const weight = pages[i + 1] * (word === start ? 4 : 1);
        found.set(pages[i], Math.max(found.get(pages[i]) ?? 0, weight));
      }
    }
  }
  return found;
}

async function search(text) {
  const words = wordsOf(text);
  if (words.length === 0) return [];
  const index = await load("index.json");
  let scores = null;
  for (const word of words) {
    const found = await pagesWith(word, index.word_shards);
    if (scores === null) scores = found;
    else for (const [page, weight] of [...scores]) {
      if (found.has(page)) scores.set(page, weight + found.get(page));
      else scores.delete(page);
    }
  }
  const best = [...scores].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const shown = best.slice(0, MOST).map(async ([page]) => {
    let shard = index.page_shards.length - 1;
    while (index.page_shards[shard] > page) shard -= 1;
    return (await load(`pages-${shard}.json`))[page - index.page_shards[shard]];
  });
  const pages = await Promise.all(shown);
  pages.total = best.length;
  return pages;
}

function show(pages) {
  list.replaceChildren(...pages.map(([path, title, kind, summary]) => {
    const item = document.createElement("li");
    const heading = document.createElement("h2");
    const link = document.createElement("a");
    link.href = new URL(`../${path}`, import.meta.url).href;
    link.textContent = title;
    heading.append(link);
    const about = document.createElement("p");
    about.textContent = summary;
    const meta = document.createElement("p");
    meta.className = "meta";
    meta.textContent = kind;
    item.append(heading, about, meta);
    return item;
  }));
}

let turn = 0;
async function update() {
  const mine = (turn += 1);
  const text = field.value.trim();
  const address = new URL(location.href);
  if (text) address.searchParams.set("q", text);
  else address.searchParams.delete("q");
  history.replaceState(null, "", address);
  if (text === "") {
    list.replaceChildren();
    status.textContent = "";
    return;
  }
  try {
    const pages = await search(text);
    if (mine !== turn) return;
    show(pages);
    const total = pages.total ?? 0;
    if (total === 0) status.textContent = "Nothing has all of these words.";
    else if (total > MOST) status.textContent = `${total} pages have all of these words; here are the best ${MOST}.`;
    else status.textContent = total === 1 ? "1 page has all of these words." : `${total} pages have all of these words.`;
  } catch {
    if (mine === turn) status.textContent = "The index could not be read. Is this page on a web server, and are you connected?";
  }
}

form.hidden = false;
status.textContent = "";
form.addEventListener("submit", (event) => { event.preventDefault(); update(); });
let waiting;
field.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(update, 120); });
field.value = new URL(location.href).searchParams.get("q") ?? "";
if (field.value) update();
field.focus();
