import {
  EventEmitter,
  ThemeColor,
  ThemeIcon,
  TreeItem,
  TreeItemCollapsibleState,
  window,
  type TreeDataProvider,
  type TreeView as EditorTreeView,
} from 'vscode';
import type { Disposable } from '../signal.js';
import type { Translate } from '../translate.js';
import type { TreeNode } from './node.js';

/** Changes that come together are shown together; in milliseconds. */
const TOGETHER = 100;

/** A view of the container "Live Update". */
export class TreeView implements TreeDataProvider<TreeNode>, Disposable {
  readonly #emitter = new EventEmitter<void>();
  readonly onDidChangeTreeData = this.#emitter.event;
  readonly #view: EditorTreeView<TreeNode>;
  readonly #roots: () => TreeNode[];
  readonly #t: Translate;
  #timer: NodeJS.Timeout | undefined;

  constructor(id: string, roots: () => TreeNode[], t: Translate) {
    this.#roots = roots;
    this.#t = t;
    this.#view = window.createTreeView(id, { treeDataProvider: this, showCollapseAll: true });
  }

  refresh(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#emitter.fire();
    }, TOGETHER);
  }

  /** A number on the container's icon. */
  badge(value: number, tooltip: string): void {
    this.#view.badge = value === 0 ? undefined : { value, tooltip };
  }

  async getChildren(node?: TreeNode): Promise<TreeNode[]> {
    if (!node) return this.#roots();
    const { children = [] } = node;
    if (Array.isArray(children)) return children;
    try {
      const found = await children();
      const none = { id: `${node.id}/none`, label: this.#t('none now'), icon: 'blank' };
      return found.length > 0 ? found : [none];
    } catch {
      return [{ id: `${node.id}/failed`, label: this.#t('cannot be read'), icon: 'warning' }];
    }
  }

  getTreeItem(node: TreeNode): TreeItem {
    const { id, label, description, tooltip, icon, color, context, command } = node;
    const { children = [], isExpanded = false } = node;
    const hasChildren = typeof children === 'function' || children.length > 0;
    const { None, Collapsed, Expanded } = TreeItemCollapsibleState;
    const state = !hasChildren ? None : isExpanded ? Expanded : Collapsed;
    const item = new TreeItem(label, state);
    item.id = id;
    item.iconPath = new ThemeIcon(icon, color === undefined ? undefined : new ThemeColor(color));
    if (description !== undefined) item.description = description;
    if (tooltip !== undefined) item.tooltip = tooltip;
    if (context !== undefined) item.contextValue = context;
    if (command !== undefined) item.command = { command, title: label, arguments: [node] };
    return item;
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#view.dispose();
    this.#emitter.dispose();
  }
}
