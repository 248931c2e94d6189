// Closes the search filters on a narrow screen, where they would push the results out of sight.
// On a wide screen the panel is always open, because there its summary is not shown.
export class FilterPanel {
  constructor(panel, wide = window.matchMedia("(min-width: 40.0625em)")) {
    this.panel = panel;
    this.wide = wide;
  }

  start() {
    this.follow();
    this.wide.addEventListener("change", () => this.follow());
  }

  // A filter with an error stays open so that the error can be seen.
  follow() {
    const hasError = this.panel.querySelector(".govuk-error-message") !== null;
    this.panel.open = this.wide.matches || hasError;
  }
}
