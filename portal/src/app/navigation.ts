/** The pages that are one step away from everywhere, in the bar. */
export const navigation: readonly { readonly href: string; readonly label: string }[] = [
  { href: '/', label: 'Mesh' },
  { href: '/map', label: 'Map' },
  { href: '/contracts', label: 'Contracts' },
  { href: '/slas', label: 'SLAs' },
  { href: '/live', label: 'Live' },
  { href: '/compile', label: 'Compile' },
];
