/** A line of a tree view. */
export interface TreeNode {
  /** The same line has the same id when the tree is made again. */
  id: string;
  label: string;
  description?: string;
  tooltip?: string;
  /** Name of a codicon. */
  icon: string;
  /** Id of a theme color for the icon. */
  color?: string;
  /** What the menus of a line go by. */
  context?: string;
  /** What commands on the line are about. */
  session?: string;
  file?: string;
  /** 1-based. */
  line?: number;
  version?: number;
  /** What a click does; it is given the line. */
  command?: string;
  isExpanded?: boolean;
  children?: TreeNode[] | (() => Promise<TreeNode[]>);
}
