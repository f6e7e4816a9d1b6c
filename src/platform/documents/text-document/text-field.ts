import { Paragraph, XmlAttributeComponent, XmlComponent } from 'docx';
import { officeText } from '../office-text.ts';
import type { Field } from './text-document.ts';

class Attributes extends XmlAttributeComponent<Record<string, string>> {}

class Element extends XmlComponent {
  constructor(name: string, attributes: Record<string, string> = {}, children: readonly (Element | string)[] = []) {
    super(name);
    if (Object.keys(attributes).length > 0) this.root.push(new Attributes(attributes));
    this.root.push(...children);
  }
}

/** A paragraph that is a content control: the library supports only check boxes. Office programs keep its tag whatever is written in it. */
export class FieldParagraph extends Paragraph {
  constructor({ tag, label, text, hint, choices }: Field) {
    super({ spacing: { after: 0 } });
    const kind = choices
      ? new Element(
          'w:dropDownList',
          {},
          choices.map((choice) => new Element('w:listItem', { 'w:displayText': officeText(choice), 'w:value': officeText(choice) })),
        )
      : new Element('w:text', { 'w:multiLine': '1' });
    const control = [
      new Element('w:alias', { 'w:val': officeText(label) }),
      new Element('w:tag', { 'w:val': tag }),
      ...(text === '' ? [new Element('w:showingPlcHdr')] : []),
      kind,
    ];
    const content = text === '' ? [run(hint, [new Element('w:rPr', {}, [new Element('w:color', { 'w:val': '4B5C70' })])])] : lines(text);
    this.root.push(new Element('w:sdt', {}, [new Element('w:sdtPr', {}, control), new Element('w:sdtContent', {}, content)]));
  }
}

function lines(text: string): Element[] {
  return officeText(text)
    .split(/([\n\t])/)
    .flatMap((part) => {
      if (part === '\n') return [new Element('w:r', {}, [new Element('w:br')])];
      if (part === '\t') return [new Element('w:r', {}, [new Element('w:tab')])];
      return part === '' ? [] : [run(part)];
    });
}

function run(text: string, properties: Element[] = []): Element {
  return new Element('w:r', {}, [...properties, new Element('w:t', { 'xml:space': 'preserve' }, [text])]);
}
