// Starts the page's optional behaviour. Everything works without it.
import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  Radios,
  ServiceNavigation,
  SkipLink,
  createAll,
} from "govuk-frontend";
import { FilterPanel } from "./filter-panel.mjs";
import { ForgottenText, KeptText, deviceStorage } from "./kept-text.mjs";
import { OptionSearch } from "./option-search.mjs";
import { Suggestions } from "./suggestions.mjs";

// govuk-frontend starts its components only when the body carries this class.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

// First, so that what follows starts from the text that came back.
const storage = deviceStorage();
document.querySelectorAll("[data-module='cp-kept-text']").forEach((area) => {
  if (storage) new KeptText(area, storage).start();
});

document.querySelectorAll("[data-module='cp-forgotten-text']").forEach((area) => {
  if (storage) new ForgottenText(area, storage).start();
});

[
  Button,
  Checkboxes,
  ErrorSummary,
  NotificationBanner,
  Radios,
  ServiceNavigation,
  SkipLink,
].forEach((component) => createAll(component));
// Who has most of the room left need not be told.
createAll(CharacterCount, { threshold: 75 });

document.querySelectorAll("[data-module='cp-filter-panel']").forEach((panel) => {
  new FilterPanel(panel).start();
});

document.querySelectorAll("[data-module='cp-option-search']").forEach((group) => {
  new OptionSearch(group).start();
});

document.querySelectorAll("[data-module='cp-suggestions']").forEach((input) => {
  new Suggestions(input).start();
});
