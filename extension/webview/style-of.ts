import { noChange } from 'lit';
import {
  directive,
  Directive,
  PartType,
  type DirectiveResult,
  type ElementPart,
  type PartInfo,
} from 'lit/directive.js';

/** Sets properties one by one: the security policy allows no `style` attribute. */
class StyleOf extends Directive {
  constructor(part: PartInfo) {
    super(part);
    if (part.type !== PartType.ELEMENT) throw new Error('styleOf stands on an element');
  }

  override update(part: ElementPart, [properties]: [Readonly<Record<string, string>>]): unknown {
    const { style } = part.element as HTMLElement;
    for (const [name, value] of Object.entries(properties)) {
      if (style.getPropertyValue(name) !== value) style.setProperty(name, value);
    }
    return noChange;
  }

  override render(_properties: Readonly<Record<string, string>>): unknown {
    return noChange;
  }
}

const apply = directive(StyleOf);

/** `<div ${styleOf({ top: '4px' })}>` */
export const styleOf = (properties: Readonly<Record<string, string>>): DirectiveResult =>
  apply(properties);
