// The package ships no types; this is the part of it that is used here.
declare module "govuk-frontend" {
  export interface Component {
    new (root: Element, config?: object): object;
    moduleName: string;
  }

  export const Button: Component;
  export const CharacterCount: Component;
  export const ErrorSummary: Component;
  export const NotificationBanner: Component;
  export const PasswordInput: Component;
  export const ServiceNavigation: Component;

  export function createAll(component: Component, config?: object, scope?: Element): object[];
}
