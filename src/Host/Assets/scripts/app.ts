import { Button, CharacterCount, ErrorSummary, NotificationBanner, PasswordInput, ServiceNavigation, createAll } from "govuk-frontend";
import { keepWhatIsTyped } from "./autosave";
import { showWhereItIs } from "./diagram";
import { followConditions } from "./show-if";

for (const component of [CharacterCount, NotificationBanner, PasswordInput, ServiceNavigation]) {
  createAll(component);
}

createAll(Button, { preventDoubleClick: true });
// Moves the focus to the summary, as every page with errors must.
createAll(ErrorSummary);
followConditions(document);
keepWhatIsTyped(document);
showWhereItIs(document);
