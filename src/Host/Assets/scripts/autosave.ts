// Keeps what is typed on the server while somebody types: a closed browser or a dropped connection loses nothing.
const wait = 4000;

export function keepWhatIsTyped(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-module='app-autosave']")) {
    const status = form.querySelector<HTMLElement>("[data-autosave-status]");
    let timer: number | undefined;
    let sending = false;
    let held: HTMLElement | null | undefined;

    const save = async () => {
      if (sending) {
        schedule();
        return;
      }

      sending = true;
      try {
        const answers = typed(form);
        answers.append("autosave", "true");
        const response = await fetch(form.action, { method: "POST", body: answers, redirect: "manual" });
        say(response.status === 204 ? `Answers saved at ${timeNow()}${hasFile(form) ? ". The file you selected is uploaded when you save" : ""}` : "Your latest answers are not saved yet. Choose “Save and come back later”");
      } catch {
        say("Your latest answers are not saved: there is no connection. They stay on this page, and saving is tried again");
        schedule();
      } finally {
        sending = false;
        if (held !== undefined) {
          form.requestSubmit(held);
        }
      }
    };

    const schedule = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(() => void save(), wait);
    };
    const say = (words: string) => {
      if (status) {
        status.textContent = words;
      }
    };

    form.addEventListener("input", schedule);
    form.addEventListener("submit", event => {
      window.clearTimeout(timer);
      // What is being saved is older than what is sent now: it must not come after it.
      if (sending) {
        event.preventDefault();
        held = event.submitter;
      }
    });
  }
}

// Files are uploaded when somebody saves, once, and not while they type.
function typed(form: HTMLFormElement): URLSearchParams {
  const answers = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string") {
      answers.append(name, value);
    }
  }

  return answers;
}

function hasFile(form: HTMLFormElement): boolean {
  return [...form.querySelectorAll<HTMLInputElement>("input[type=file]")].some(input => (input.files?.length ?? 0) > 0);
}

function timeNow(): string {
  return new Date().toLocaleTimeString("en-GB", { hour: "numeric", minute: "2-digit", hour12: true }).replace(" ", "");
}
