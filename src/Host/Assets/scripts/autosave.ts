// Keeps what is typed on the server while somebody types: a closed browser or a dropped connection loses nothing.
const wait = 4000;

export function keepWhatIsTyped(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>("form[data-module='app-autosave']")) {
    const status = form.querySelector<HTMLElement>("[data-autosave-status]");
    let timer: number | undefined;
    let sending = false;

    const save = async () => {
      if (sending) {
        schedule();
        return;
      }

      sending = true;
      try {
        const answers = new FormData(form);
        answers.append("autosave", "true");
        const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(answers as unknown as Record<string, string>), redirect: "manual" });
        say(response.status === 204 ? `Answers saved at ${timeNow()}` : "Your latest answers are not saved yet. Choose “Save and come back later”");
      } catch {
        say("Your latest answers are not saved: there is no connection. They stay on this page, and saving is tried again");
        schedule();
      } finally {
        sending = false;
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
    form.addEventListener("submit", () => window.clearTimeout(timer));
  }
}

function timeNow(): string {
  return new Date().toLocaleTimeString("en-GB", { hour: "numeric", minute: "2-digit", hour12: true }).replace(" ", "");
}
