// Shows a question only while the answers it depends on call for it. The server asks the same when the form is sent.
interface Condition {
  kind: "all" | "any" | "in" | "isSet" | "isNotSet" | "lessThan" | "moreThan" | "constant";
  parts?: Condition[];
  name?: string;
  values?: string[];
  number?: number;
  holds?: boolean;
}

export function followConditions(root: ParentNode): void {
  for (const block of root.querySelectorAll<HTMLElement>("[data-module='app-show-if']")) {
    const form = block.closest("form");
    const text = block.dataset["showIf"];
    if (form && text) {
      const condition = JSON.parse(text) as Condition;
      const update = () => { block.classList.toggle("app-hidden", !holds(condition, form)); };
      form.addEventListener("input", update);
      update();
    }
  }
}

function holds(condition: Condition, form: HTMLFormElement): boolean {
  switch (condition.kind) {
    case "all": return (condition.parts ?? []).every(part => holds(part, form));
    case "any": return (condition.parts ?? []).some(part => holds(part, form));
    case "constant": return condition.holds ?? false;
  }

  const typed = new FormData(form).getAll(condition.name ?? "").map(String).filter(value => value.trim() !== "");
  const number = typed.length > 0 ? Number(typed[0]) : NaN;
  switch (condition.kind) {
    case "in": return typed.some(value => (condition.values ?? []).includes(value));
    case "isSet": return typed.length > 0;
    case "isNotSet": return typed.length === 0;
    case "lessThan": return number < (condition.number ?? 0);
    case "moreThan": return number > (condition.number ?? 0);
  }
}
