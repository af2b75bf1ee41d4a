import { Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, Radios, ServiceNavigation, createAll } from "govuk-frontend";
import { keepWhatIsTyped } from "./autosave";
import { followConditions } from "./show-if";

for (const component of [CharacterCount, Checkboxes, NotificationBanner, Radios, ServiceNavigation]) {
  createAll(component);
}

createAll(Button, { preventDoubleClick: true });
// Moves the focus to the summary, as every page with errors must.
createAll(ErrorSummary);
followConditions(document);
keepWhatIsTyped(document);
