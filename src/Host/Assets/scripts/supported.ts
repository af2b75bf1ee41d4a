// Loaded before the page is drawn, so that GOV.UK Frontend's styles for scripted components apply from the first frame.
document.body.classList.add("js-enabled", "govuk-frontend-supported");

export {};
