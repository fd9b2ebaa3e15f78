import type { Json } from '../json.ts';
import type { PlaceReference } from '../page/requests.ts';
import type { PageOption } from '../page/shapes.ts';
import type { Form } from './form.ts';
import type { Names } from './names.ts';

/** Someone or something a menu can offer. */
export interface Entry {
  readonly id: string;
  readonly name: string;
}

/** What drawing blocks needs: where they are, their values, and what happens when a person acts. */
export interface BlockContext {
  readonly surface: 'message' | 'modal' | 'home';
  readonly place: PlaceReference;
  readonly form: Form;
  readonly names: Names;
  readonly people: readonly Entry[];
  readonly channels: readonly Entry[];
  /** The conversation on screen, for `default_to_current_conversation`. */
  readonly currentConversation: string;
  /** Sends `block_actions`; resolves to a sentence when it failed. */
  act(action: Json): Promise<string | undefined>;
  /** Asks the app for the options of an external menu. */
  options(blockId: string, actionId: string, typed: string): Promise<readonly OptionGroup[] | undefined>;
  /** Keeps a file the person chose; gives Slack's file object. */
  upload(file: File): Promise<Json>;
}

/** Draws one type of block. */
export type Renderer = (block: Json, context: BlockContext) => HTMLElement;

export interface OptionGroup {
  readonly label: string;
  readonly options: readonly PageOption[];
}

/** An element in its block, with what it needs to act. */
export interface Slot {
  readonly context: BlockContext;
  readonly element: Json;
  readonly blockId: string;
  readonly actionId: string;
  /** True inside an input block: its value waits for the submission unless the block dispatches. */
  readonly input: boolean;
  readonly dispatches: boolean;
  /** Id for the label of an input block to point at. */
  readonly fieldId: string;
}
