import type { ItemGuide } from '../catalog/item.ts';
import type { Mark, Text } from '../contracts/values.ts';
import type { Form } from './form.ts';

/** What a mark is about, as people call it: `editors[0].name` is 编辑人员 第1项 姓名. What the form or guide no longer knows keeps its path. */
export function markName({ target, path }: Pick<Mark, 'target' | 'path'>, guide: Pick<ItemGuide, 'materials'>, form: Form | null): Text {
  if (target === 'material') return guide.materials.find(({ code }) => code === path)?.name ?? { zh: path, en: path };
  const [, name = path, row, column] = /^([^.[\]]+)(?:\[(\d+)\])?(?:\.(.+))?$/.exec(path) ?? [];
  const field = form?.sections.flatMap(({ fields }) => fields).find((one) => one.name === name);
  const inner = field?.type === 'table' ? field.columns.find((one) => one.name === column) : undefined;
  const at = Number(row) + 1;
  const words: (Text | null)[] = [
    field?.label ?? { zh: name, en: name },
    row === undefined ? null : { zh: `第${at}项`, en: `no. ${at}` },
    inner?.label ?? null,
  ];
  const said = words.filter((word) => word !== null);
  return { zh: said.map(({ zh }) => zh).join(' '), en: said.map(({ en }) => en).join(' ') };
}
