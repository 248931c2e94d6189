// Puts a search box above a long list of choices. A choice that is ticked is never hidden.
// All words come from the page: data-search-label, data-search-hint, and data-search-status with %d.
export class OptionSearch {
  constructor(group) {
    this.group = group;
    this.options = [...group.querySelectorAll(".cp-tick, .govuk-checkboxes__item")];
    this.fold = group.querySelector("details");
  }

  start() {
    const { searchLabel, searchHint } = this.group.dataset;
    const id = `${this.group.id}-search`;
    const box = document.createElement("div");
    box.className = "cp-option-search";
    const label = this.part("label", "govuk-label cp-option-search__label", searchLabel);
    const legend = this.group.querySelector("legend");
    // The list's name stands just above: only who cannot see that needs it again.
    label.append(this.part("span", "govuk-visually-hidden", `: ${legend.textContent.trim()}`));
    label.htmlFor = id;
    const hint = this.part("div", "govuk-hint cp-option-search__hint", searchHint);
    hint.id = `${id}-hint`;
    this.input = this.part("input", "govuk-input cp-option-search__input", "");
    Object.assign(this.input, { id, type: "search", autocomplete: "off" });
    this.input.setAttribute("aria-describedby", hint.id);
    this.status = this.part("div", "govuk-visually-hidden", "");
    this.status.setAttribute("role", "status");
    box.append(label, hint, this.input, this.status);
    legend.after(box);
    this.input.addEventListener("input", () => this.narrow());
    // Enter in this box looks through the list; only the button sends the form.
    this.input.addEventListener("keydown", (event) => {
      if (event.key === "Enter") event.preventDefault();
    });
  }

  part(name, className, text) {
    const element = document.createElement(name);
    element.className = className;
    element.textContent = text;
    return element;
  }

  narrow() {
    const wanted = this.input.value.trim().toLowerCase();
    let found = 0;
    for (const option of this.options) {
      const isFound = option.textContent.toLowerCase().includes(wanted);
      option.hidden = !isFound && !option.querySelector("input").checked;
      found += isFound ? 1 : 0;
    }
    if (this.fold && wanted) this.fold.open = true;
    this.status.textContent = wanted
      ? this.group.dataset.searchStatus.replace("%d", String(found))
      : "";
  }
}
