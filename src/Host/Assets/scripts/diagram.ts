// A diagram is larger than its frame: when it is opened, the frame shows where the case is.
export function showWhereItIs(root: ParentNode): void {
  for (const frame of root.querySelectorAll<HTMLElement>(".cf-diagram-frame")) {
    frame.closest("details")?.addEventListener("toggle", () => { centre(frame); });
  }
}

function centre(frame: HTMLElement): void {
  const step = frame.querySelector(".cf-diagram__step--current");
  if (step) {
    const [inner, outer] = [step.getBoundingClientRect(), frame.getBoundingClientRect()];
    frame.scrollLeft += inner.left + inner.width / 2 - (outer.left + outer.width / 2);
    frame.scrollTop += inner.top + inner.height / 2 - (outer.top + outer.height / 2);
  }
}
