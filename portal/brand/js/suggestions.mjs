// Offers pages to go to while somebody types in a search box: an editable combobox with a list
// box, as the WAI-ARIA Authoring Practices describe it. Nothing is chosen until an arrow key is
// pressed, so Enter searches as it does without this script.
const PAUSE = 150; // Milliseconds without a key before we ask: people type a letter in about 200.

export class Suggestions {
  constructor(input) {
    this.input = input;
    this.active = -1;
    this.options = [];
  }

  start() {
    const { input } = this;
    this.list = element("ul", { id: `${input.id}-suggestions`, role: "listbox", hidden: "" });
    this.list.className = "cp-suggestions";
    this.list.setAttribute("aria-label", input.dataset.label);
    this.status = element("div", { role: "status" });
    this.status.className = "govuk-visually-hidden";
    input.parentElement.append(this.list, this.status);
    input.type = "text"; // A search field may not be a combobox.
    set(input, {
      autocomplete: "off",
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-controls": this.list.id,
      "aria-expanded": "false",
    });
    input.addEventListener("input", () => this.typed());
    input.addEventListener("keydown", (event) => this.pressed(event));
    input.addEventListener("blur", () => this.close());
    // Pressing the mouse must not take the focus away before the click arrives.
    this.list.addEventListener("mousedown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.go(event.target.closest("[role=option]")));
  }

  typed() {
    clearTimeout(this.timer);
    this.asked?.abort();
    const text = this.input.value.trim();
    if (text === "") return this.close();
    this.timer = setTimeout(() => this.ask(text), PAUSE);
  }

  async ask(text) {
    this.asked = new AbortController();
    const query = new URLSearchParams({ q: text.slice(0, 200) });
    try {
      const answer = await fetch(`${this.input.dataset.url}?${query}`, { signal: this.asked.signal });
      if (answer.ok) this.show((await answer.json()).suggestions);
    } catch {
      // Typed on, left the page or offline: the form still searches.
    }
  }

  show(suggestions) {
    if (document.activeElement !== this.input) return;
    this.close();
    this.options = suggestions.map((suggestion, place) => this.option(suggestion, place));
    this.list.replaceChildren(...this.options);
    const { none, one, many } = this.input.dataset;
    const count = this.options.length;
    this.status.textContent = [none, one][count] ?? many.replace("%", count);
    this.list.hidden = count === 0;
    this.input.setAttribute("aria-expanded", String(count > 0));
  }

  option({ text, label, note, url }, place) {
    const option = element("li", { id: `${this.list.id}-${place}`, role: "option" });
    set(option, { "aria-selected": "false", "data-href": url });
    option.className = "cp-suggestions__option";
    const kind = element("span", {});
    kind.className = "cp-suggestions__kind";
    kind.textContent = [label, note].filter(Boolean).join(", ");
    option.append(text, " ", kind);
    return option;
  }

  pressed(event) {
    if (event.isComposing || this.list.hidden) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) this.move(steps[event.key]);
    else if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && this.active >= 0) this.go(this.options[this.active]);
    else return;
    event.preventDefault();
  }

  // One more place than there are options: between the last and the first is the field itself.
  move(step) {
    const places = this.options.length + 1;
    this.active = ((this.active + 1 + step + places) % places) - 1;
    this.options.forEach((option, place) => {
      option.setAttribute("aria-selected", String(place === this.active));
    });
    const chosen = this.options[this.active];
    if (!chosen) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", chosen.id);
    chosen.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.list.hidden = true;
    this.status.textContent = "";
    this.active = -1;
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  go(option) {
    if (option) window.location.assign(option.dataset.href);
  }
}

function element(name, attributes) {
  const made = document.createElement(name);
  set(made, attributes);
  return made;
}

function set(target, attributes) {
  Object.entries(attributes).forEach(([name, value]) => target.setAttribute(name, value));
}
