import type { ComponentChildren } from "preact";

/** What a button of the exhibition is made of. */
export interface WallButtonProps {
  /** Whether it is the scene's own: it has the focus, so that one key is enough. */
  readonly isFirst?: boolean;
  readonly onClick: () => void;
  readonly children: ComponentChildren;
}

/** A button to be read and met from a step away. */
export function WallButton({ isFirst = false, onClick, children }: WallButtonProps) {
  return (
    <button
      type="button"
      class="button"
      data-size="wall"
      data-weight={isFirst ? "first" : undefined}
      data-first={isFirst ? "" : undefined}
      onClick={onClick}
    >
      {children}
    </button>
  );
}
